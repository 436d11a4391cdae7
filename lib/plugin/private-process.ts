/**
 * Keeps what the process knows to itself. It is imported first: a signal can come while the rest is loaded.
 */

// Node would open its inspector, through which others on this machine can read the memory.
process.on('SIGUSR1', () => undefined);

// With DEBUG, libraries print keys and the passwords of proxies.
delete process.env.DEBUG;

// With NODE_DEBUG, Node prints headers with keys. It has read the variable already, and prints to this
// stream, which the provider does not use.
if (process.env.NODE_DEBUG) process.stderr.write = () => true;
