define({ name: 'leaf' });
