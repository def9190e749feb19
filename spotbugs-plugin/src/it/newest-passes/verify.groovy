def found = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/spotbugsXml.xml"))
assert found.Errors.@errors == "0"
assert found.BugInstance.size() == 0

// What is published: everything inside but SpotBugs, nothing to resolve beside it
def folder = new File(localRepositoryPath, "dev/watertight/watertight-spotbugs-plugin/${pluginVersion}")
def pom = new groovy.xml.XmlSlurper().parse(new File(folder, "watertight-spotbugs-plugin-${pluginVersion}.pom"))
assert pom.dependencies.dependency.findAll { !(it.scope.text() in ["provided", "test"]) }.size() == 0
def jar = new java.util.zip.ZipFile(new File(folder, "watertight-spotbugs-plugin-${pluginVersion}.jar"))
def names = jar.entries().collect { it.name }
jar.close()
assert "findbugs.xml" in names && "messages.xml" in names && "bugrank.txt" in names
assert names.any { it.startsWith("dev/watertight/shaded/asm/tree/analysis/") }
assert names.findAll {
  !(it == "dev/" || it.startsWith("dev/watertight/") || it.startsWith("META-INF/")
      || it in ["findbugs.xml", "messages.xml", "bugrank.txt"])
}.isEmpty()
assert !names.any { it.startsWith("dev/watertight/errorprone/") || it.contains("/extract/javac/") || it.contains("/spotbugs/build/") }
