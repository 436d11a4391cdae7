// All that two people can do at once, and what is killed.
import './teams.test';
