def log = new File(basedir, "build.log").text
assert log.contains("0 new leaks, 1 known") : "see build.log"
assert new File(basedir, "target/watertight/watertight.sarif").text.contains('"justification":"few visitors"')
