import '@fontsource/source-sans-3/400.css';
import '@fontsource/source-sans-3/600.css';
import '@fontsource/source-sans-3/700.css';
import './style/app.scss';
import { mount } from 'svelte';
import App from './App.svelte';
import { openIpc } from './ipc';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { ipc: await openIpc() } });
