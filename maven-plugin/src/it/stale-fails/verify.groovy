def log = new File(basedir, "build.log").text
assert log.contains("fixed: shop.Visits.SEEN (UnboundedStaticCollection, w1:")
assert log.contains("to remove them: mvn compile watertight:baseline-shrink")
assert new File(basedir, ".watertight/baseline.jsonl").readLines().size() == 1 : "check never writes"
