def log = new File(basedir, "build.log").text
assert log.contains("WATERTIGHT_UNBOUNDED_STATIC_COLLECTION") : "see build.log"
def found = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/spotbugsXml.xml"))
assert found.Errors.@errors == "0"
def ours = found.BugInstance.findAll { it.@abbrev == "WT" }
assert ours.size() == 1
assert ours[0].@cweid == "401"
assert ours[0].Field.@name == "SEEN"
assert ours[0].Method.@name == "enter"
assert ours[0].SourceLine.find { it.@primary == "true" }.@start == "12"
assert ours[0].SourceLine.Message.any { it.text() == "Stored: enter adds to SEEN, at Visits.java:[line 12]" }
assert ours[0].LongMessage.text().contains("[stored: enter adds to SEEN (Visits.java:12); held: ")
