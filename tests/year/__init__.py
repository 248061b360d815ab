"""A year in accelerated time, through the real path: crawl processes, decider, publishing, web, alerts. See README.md."""
