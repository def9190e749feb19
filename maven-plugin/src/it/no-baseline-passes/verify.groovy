def log = new File(basedir, "build.log").text
def baseline = new File(basedir, ".watertight/baseline.jsonl")
assert baseline.readLines().size() == 1
assert baseline.text.contains('"subject":"shop.Visits.SEEN"')
assert log.contains("1 known leak in ") : "see build.log"
assert log.contains("0 new leaks, 1 known in 1 classes") : "see build.log"
assert log.contains("exists and is not overwritten") : "see build.log"
assert !log.contains("\tat ") : "a message, not a trace"
