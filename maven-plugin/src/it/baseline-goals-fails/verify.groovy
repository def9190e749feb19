def log = new File(basedir, "build.log").text
assert log.contains("watertight.reason is not set; say why the leak may stay") : "see build.log"
assert log.contains("b.Visits.SEEN is neither in the baseline nor found now") : "see build.log"
assert !new File(basedir, ".watertight").exists()
