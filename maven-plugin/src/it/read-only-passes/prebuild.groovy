def now = new StringBuilder()
new File(basedir, "src").eachFileRecurse { now << it.name << it.lastModified() << '\n' }
new File(basedir, ".watertight").eachFileRecurse { now << it.name << it.lastModified() << '\n' }
new File(basedir, "before.txt").text = now
new File(basedir, "src").setWritable(false)
new File(basedir, ".watertight").setWritable(false)
