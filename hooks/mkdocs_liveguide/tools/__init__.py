"""Tools that work on sources and measure; no stage of a build imports them."""
