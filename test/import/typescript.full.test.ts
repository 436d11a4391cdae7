// A thousand auth methods.
import './typescript.test';
