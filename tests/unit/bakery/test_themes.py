"""Themes as folders: assets by content, one script out of many modules, and a page without our fonts."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from depesche.bakery import colours, themes
from depesche.bakery.schema import Voices
from depesche.bakery.themes import finding, script, stylesheet
from depesche.bakery.themes.folder import BUILT_IN, ThemeError

DEPESCHE = BUILT_IN / "depesche"
ACCENT = "#a5121d"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEPESCHE, tmp_path / "eigenes"))


def test_a_copied_theme_loads_from_its_folder(copy: Path) -> None:
    assert themes.load(copy).assets(ACCENT).stylesheet.name.startswith("assets/eigenes-")


def test_assets_are_named_for_what_is_in_them(copy: Path, theme: themes.Theme) -> None:
    before = themes.load(copy).assets(ACCENT)
    assert themes.load(copy).assets(ACCENT) == before
    (copy / "static/css/front.css").write_text("@layer pages { .x { color: red; } }", "utf-8")
    after = themes.load(copy).assets(ACCENT)
    assert after.stylesheet.name != before.stylesheet.name
    assert after.script == before.script
    assert theme.assets("#003366").stylesheet.name != theme.assets(ACCENT).stylesheet.name


def test_without_font_files_the_style_sheet_names_none(copy: Path) -> None:
    shutil.rmtree(copy / "static/fonts", ignore_errors=True)
    assets = themes.load(copy).assets(ACCENT)
    assert assets.fonts == assets.preload == ()
    assert b".woff2" not in assets.stylesheet.content
    assert b'local("Georgia")' in assets.stylesheet.content


def test_the_style_sheet_carries_both_palettes_and_loads_nothing_foreign(theme: themes.Theme) -> None:
    sheet = theme.assets(ACCENT).stylesheet.content.decode()
    for palette in colours.palettes(ACCENT):
        assert f"--accent:{palette.accent}" in sheet
    assert not re.findall(r"@import|https?:", sheet)
    own = {asset.path for asset in theme.assets(ACCENT).fonts}
    assert set(re.findall(r'url\("?([^)"]+)"?\)', sheet)) == own


def test_no_text_is_set_smaller_than_16_pixels(theme: themes.Theme) -> None:
    sheet = re.sub(r"@media print ?\{.*", "", theme.assets(ACCENT).stylesheet.content.decode())
    found = re.findall(r"(?:font-size: ?|font: ?\d+ )(?:calc\()?(?:clamp\()?([\d.]+)rem", sheet)
    sizes = [float(size) for size in found]
    assert len(sizes) > 20
    assert min(sizes) >= 1.0


def test_the_script_is_one_module_that_imports_nothing(theme: themes.Theme) -> None:
    joined = theme.script.content.decode()
    assert not re.findall(r"^\s*(?:import|export)\b", joined, re.MULTILINE)
    assert "eval(" not in joined
    assert "http:" not in joined
    assert "startLive();" in joined


def test_the_script_of_the_breaking_line_brings_its_sheet_and_is_no_part_of_other_pages(theme: themes.Theme) -> None:
    assets = theme.assets(ACCENT)
    own = assets.breaking_script.content.decode()
    assert own.startswith("const SHEET = ")
    assert assets.breaking_sheet.content.decode()[:40].replace('"', '\\"') in own
    assert own.rstrip().endswith("export { showBreaking };")
    assert "sessionStorage" not in assets.script.content.decode()
    assert {assets.breaking_script, assets.breaking_sheet} <= set(assets.all)


def test_modules_are_joined_in_order_without_comments() -> None:
    first = "// said once\nexport function a() {\n  return 1;\n}\n"
    second = 'import { a } from "./first.js";\n\nexport const b = a() + "// kept";\n'
    assert script.join([first, second]) == b'function a() {\nreturn 1;\n}\nconst b = a() + "// kept";\n'


def test_a_name_declared_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twin"):
        script.join(["export function twin() {}\n", "const twin = 1;\n"])


def test_a_folder_that_is_no_theme_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=re.escape(str(tmp_path))):
        themes.load(tmp_path)


def test_an_accent_cannot_write_css_of_its_own() -> None:
    assert "body" not in stylesheet.colours("#a5121d;}body{display:none")


@pytest.mark.parametrize("file", sorted(DEPESCHE.glob("templates/**/*.html")), ids=lambda file: file.stem)
def test_templates_keep_to_the_content_security_policy(file: Path) -> None:
    source = file.read_text("utf-8")
    assert not re.findall(r"\bstyle=|\bon[a-z]+=\"|<style", source)
    assert "|safe" not in source.replace(" ", "")
    for element in re.findall(r"<script[^>]*>", source):
        assert "src=" in element or "application/ld+json" in element


def test_a_small_theme_extends_ours_with_one_sheet(theme: themes.Theme) -> None:
    morgen = themes.load("morgen")
    assert morgen.script.content == theme.script.content
    sheet = morgen.assets(ACCENT).stylesheet.content
    assert b".page--front .wordmark{grid-column: 1 / 3" in sheet
    assert len(sheet) - len(theme.assets(ACCENT).stylesheet.content) < 1500
    assert morgen.assets(ACCENT, live_blog=True).stylesheet.content.count(b"grid-column: 1 / 3") == 1


def test_a_theme_in_a_folder_overrides_a_template_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "eigenes"
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.toml").write_text('title = "Eigenes"\nextends = "depesche"\n', "utf-8")
    (folder / "templates/notice.html").write_text("ganz anders", "utf-8")
    own = themes.load(str(folder))
    assert own.templates.get_template("notice.html").render() == "ganz anders"
    assert own.templates.get_template("article.html").filename.endswith("depesche/templates/article.html")


def test_a_package_offers_a_theme_by_entry_point(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = EntryPoint("stadtblatt", f"{__name__}:OFFERED", "depesche.themes")
    monkeypatch.setattr(EntryPoint, "load", lambda _self: copy)
    monkeypatch.setattr(
        finding, "entry_points", lambda **wanted: [offer] if wanted.get("name", "stadtblatt") == "stadtblatt" else []
    )
    assert themes.load("stadtblatt").name == copy.name
    with pytest.raises(ThemeError, match="known are depesche, morgen, stadtblatt"):
        themes.load("gibtesnicht")


def test_a_theme_that_extends_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text(f'extends = "{tmp_path}"\n', "utf-8")
    with pytest.raises(ThemeError, match="extends itself"):
        themes.load(tmp_path)


def test_headlines_and_text_are_set_in_the_chosen_voices(theme: themes.Theme) -> None:
    own = theme.assets(ACCENT)
    assert theme.assets(ACCENT, voices=Voices(headlines="serif")) == own
    assert b"--headlines" not in own.stylesheet.content
    grotesque = theme.assets(ACCENT, voices=Voices(headlines="sans"))
    assert b"--headlines:var(--sans);--text:var(--serif);" in grotesque.stylesheet.content
    assert grotesque.preload == own.preload
    alone = theme.assets(ACCENT, voices=Voices(headlines="sans", text="sans"), live_blog=True)
    assert b"--serif:var(--sans)" in alone.stylesheet.content
    assert [asset.name.partition("-")[0] for asset in alone.preload] == ["assets/sans"]


def test_a_voice_that_is_not_chosen_is_the_theme_s(theme: themes.Theme) -> None:
    morgen = themes.load("morgen")
    assert morgen.assets(ACCENT, voices=Voices(headlines="sans")) == morgen.assets(ACCENT)
    chosen = morgen.assets(ACCENT, voices=Voices(text="sans")).stylesheet.content
    assert b"--headlines:var(--sans);--text:var(--sans);" in chosen
    assert theme.assets(ACCENT, voices=Voices(text="x);}body{display:none")) == theme.assets(ACCENT)
