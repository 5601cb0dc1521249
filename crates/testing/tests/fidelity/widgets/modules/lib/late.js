define(function () { return 'late'; });
