def log = new File(basedir, "build.log").text
assert !log.contains("Ignoring report plugin") : "see build.log"
def site = new File(basedir, "target/site")
def page = new File(site, "watertight/watertight.html").text
assert page.contains("web/src/main/java/web/Writer.java") && page.contains("NOTES")
assert page.contains("<figcaption>Writer.java, lines ") : "with its source"
assert new File(site, "project-reports.html").text.contains('href="watertight/watertight.html"')
assert !new File(basedir, "web/target/site/watertight").exists() : "once for all modules"
