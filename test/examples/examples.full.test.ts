// All examples that a test deploys.
import './examples.test';
