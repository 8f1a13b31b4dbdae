// The oldest browsers that the site's scripts are written for.
export const TARGET_BROWSERS = ["chrome110", "firefox114", "safari16.4"];
