define([], () => {
  class Parent {
    name() { return 'parent'; }
  }
  class Child extends Parent {
    name() { return `child of ${super.name()}`; }
  }
  return { Parent, Child };
});
