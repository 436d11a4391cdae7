// The same with all options that need a plan of their own.
import './review-command.test';
