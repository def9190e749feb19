// What a processor path gets: one jar, nothing to resolve beside it
def paths = new File(basedir, "target/published.txt").text.trim().split(File.pathSeparator)
assert paths.collect { new File(it).name } == ["watertight-checks-${pluginVersion}.jar" as String]

def jar = new java.util.zip.ZipFile(paths[0])
def entries = jar.entries().findAll { !it.directory }
assert entries.any { it.name == "dev/watertight/errorprone/UnboundedStaticCollection.class" }
assert entries.any { it.name == "META-INF/services/com.google.errorprone.bugpatterns.BugChecker" }
assert entries.any { it.name.startsWith("dev/watertight/shaded/json/") }
assert entries.findAll { !(it.name.startsWith("dev/watertight/") || it.name.startsWith("META-INF/")) }.isEmpty()

// Nothing of ours in it tells where or when it was built
def ours = entries.findAll { !it.name.startsWith("dev/watertight/shaded/") }
assert ours.collect { it.timeLocal }.unique().size() == 1
def here = new File(basedir, "../../../../checks").canonicalPath
assert new File(here, "pom.xml").exists()
ours.each { entry ->
  assert !new String(jar.getInputStream(entry).bytes, "UTF-8").contains(here) : entry.name
}
jar.close()
