/**
 * The framework that the constructs are made for: the one place that names it. The build of the other package
 * replaces the module's name in this line.
 */
export * from 'cdktf';
