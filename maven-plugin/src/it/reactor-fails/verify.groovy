def log = new File(basedir, "build.log").text
assert log.contains("web/src/main/java/web/Writer.java:7: warning: [UnboundedStaticCollection]") : "see build.log"
assert log.contains("module: dev.watertight.it:board") : "see build.log"
assert log.contains('"module":"dev.watertight.it:board","world":"reactor"') : "the line to accept it"
def entries = new File(basedir, ".watertight/baseline.jsonl").readLines()
assert entries.size() == 1
assert entries[0].contains('"subject":"board.Board.NOTES"')
assert entries[0].contains('"module":"dev.watertight.it:board","world":"reactor"')
assert log.contains("0 new leaks, 1 known in 2 classes") : "see build.log"
