import { render } from 'preact';

const app = document.getElementById('app');
if (app) render(<h1>Parley</h1>, app);
