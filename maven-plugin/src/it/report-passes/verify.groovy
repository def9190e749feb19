def log = new File(basedir, "build.log").text
def report = new File(basedir, "target/site/watertight/watertight.html")
assert report.text.contains("SEEN")
assert log.contains("1 new leak in 1 classes; report: ") : "see build.log"
