def log = new File(basedir, "build.log").text
assert log.contains("gone.jsonl does not exist; correct watertight.baseline, or create the file with:") : "see build.log"
assert log.contains("MojoExecutionException") : "a fault, not a violation"
