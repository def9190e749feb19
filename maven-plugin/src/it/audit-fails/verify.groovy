def log = new File(basedir, "build.log").text
assert new File(basedir, "target/watertight/watertight-checks-" + pluginVersion + "/watertight.sarif").exists() : "the others are still done"
assert log.contains("1 of 2 audits could not be done: dev.watertight.it:gone:1: it cannot be fetched") : "see build.log"
assert log.contains("MojoExecutionException") : "see build.log"
assert !log.contains("\tat ") : "a message, not a trace"
