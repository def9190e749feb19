def log = new File(basedir, "build.log").text
assert new File(basedir, "target/watertight/watertight.sarif").text.contains('"results":[]')
assert !log.contains("Watertight") : "nothing to say"
