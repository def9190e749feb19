def log = new File(basedir, "build.log").text
assert log.contains('unknown rule "UnboundedStaticMop"; did you mean UnboundedStaticMap?')
assert log.contains("MojoExecutionException")
assert !log.contains("\tat ") : "a message, not a trace"
