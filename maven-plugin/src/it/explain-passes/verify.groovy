def log = new File(basedir, "build.log").text
assert log.contains("# UnboundedStaticCollection") : "see build.log"
assert log.contains("method java.util.Map.put/2 grow key=0") : "see build.log"
assert log.contains("grows at shop/Visits.java:10 in shop.Visits.enter") : "see build.log"
