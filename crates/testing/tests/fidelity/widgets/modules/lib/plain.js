// No module at all: a script that leaves a global behind.
window.plainScript = (window.plainScript || 0) + 1;
