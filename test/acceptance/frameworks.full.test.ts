// Both packages, and a move with a change hook.
import './frameworks.test';
