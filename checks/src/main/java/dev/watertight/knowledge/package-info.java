/**
 * What libraries mean, read from data: container types and what their methods do, lives and the
 * callbacks that begin and end them, registrations and their releases. Depends on the JDK alone.
 */
package dev.watertight.knowledge;
