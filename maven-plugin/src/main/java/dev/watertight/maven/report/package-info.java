/** Findings on the console and in SARIF; the same words in both. */
package dev.watertight.maven.report;
