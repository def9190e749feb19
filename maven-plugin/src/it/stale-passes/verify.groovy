def log = new File(basedir, "build.log").text
assert log.contains("fixed: shop.Visits.SEEN (UnboundedStaticCollection, w1:") : "see build.log"
assert log.contains("to remove them: mvn compile watertight:baseline-shrink") : "see build.log"
assert new File(basedir, ".watertight/baseline.jsonl").readLines().size() == 1 : "check never writes"
