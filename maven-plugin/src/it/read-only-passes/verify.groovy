def log = new File(basedir, "build.log").text
def digest = new File(basedir, "before.txt").text
def now = new StringBuilder()
new File(basedir, "src").eachFileRecurse { now << it.name << it.lastModified() << '\n' }
new File(basedir, ".watertight").eachFileRecurse { now << it.name << it.lastModified() << '\n' }
new File(basedir, "src").setWritable(true)
new File(basedir, ".watertight").setWritable(true)
assert now.toString() == digest
assert log.contains("1 known") : "see build.log"
