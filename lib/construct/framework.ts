/** The framework that the constructs are made for. */
export * from 'cdktf';
