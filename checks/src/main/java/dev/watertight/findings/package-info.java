/** What the rules report: findings, their identity, and the baseline that remembers them. */
package dev.watertight.findings;
