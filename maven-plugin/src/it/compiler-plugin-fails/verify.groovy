def log = new File(basedir, "build.log").text
assert log.contains("Visits.java:[10,13] [UnboundedStaticCollection] enter adds to the map Visits.SEEN") : "see build.log"
assert log.contains("COMPILATION ERROR") : "see build.log"
