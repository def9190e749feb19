def log = new File(basedir, "build.log").text
def entries = new File(basedir, "a/.watertight/baseline.jsonl").readLines()
assert entries.size() == 1
assert entries[0].endsWith('"reason":"few","until":"2999-12-31"}')
assert !new File(basedir, "b/.watertight").exists()
assert !new File(basedir, ".watertight").exists()
assert log.contains("0 fixed leaks removed, 1 left.") : "see build.log"
assert log.contains(" is up to date.") : "see build.log"
