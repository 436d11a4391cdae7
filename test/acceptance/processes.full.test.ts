// All ways in which a process ends.
import './processes.test';
