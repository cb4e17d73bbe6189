.mode list
.headers off
SELECT 'żółw 🐢 日本語';
SELECT length('żółw 🐢');
