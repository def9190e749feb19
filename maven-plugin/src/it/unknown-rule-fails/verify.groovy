def log = new File(basedir, "build.log").text
assert log.contains('unknown rule "UnboundedStaticMop"; did you mean UnboundedStaticMap?') : "see build.log"
assert log.contains("MojoExecutionException") : "see build.log"
assert !log.contains("\tat ") : "a message, not a trace"
