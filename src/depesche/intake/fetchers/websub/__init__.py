"""WebSub (W3C Recommendation of 2018): hubs that tell us when a feed has news, so that we ask it seldom."""
