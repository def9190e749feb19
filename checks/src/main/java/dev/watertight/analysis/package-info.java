/**
 * What outlives what: who calls whom, which life a method serves, what each container gains and
 * loses, and which end does not let go. Knows facts and knowledge entries, no engine and no rule.
 */
package dev.watertight.analysis;
