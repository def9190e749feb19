def log = new File(basedir, "build.log").text
assert log.contains("no baseline is created in continuous integration (CI is set)") : "see build.log"
assert log.contains("in a working copy, and commit the file: mvn compile watertight:baseline") : "see build.log"
assert !new File(basedir, ".watertight").exists()
