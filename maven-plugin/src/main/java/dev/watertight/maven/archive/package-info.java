/** What is inside the archives that users name, and what repositories have of them. */
package dev.watertight.maven.archive;
