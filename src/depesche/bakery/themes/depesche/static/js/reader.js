import { startEmbeds } from "./embed.js";
import { startLine } from "./line.js";
import { startLive } from "./live.js";
import { startShare } from "./share.js";
import { rememberParts } from "./swap.js";
import { startVisit } from "./visit.js";

// Everything below is an extra: the page is whole without it.
rememberParts();
startLine();
startShare();
startEmbeds();
startVisit();
startLive();
