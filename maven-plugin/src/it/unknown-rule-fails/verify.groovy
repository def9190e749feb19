def log = new File(basedir, "build.log").text
assert log.contains('watertight.rules is "UnboundedStaticMop:OFF"; there is no rule UnboundedStaticMop, did you mean UnboundedStaticMap? (the list') : "see build.log"
assert log.contains("MojoExecutionException") : "see build.log"
assert !log.contains("\tat ") : "a message, not a trace"
