/** What only source text can tell: snippets, suppressions and the reasons given for them. */
package dev.watertight.maven.source;
