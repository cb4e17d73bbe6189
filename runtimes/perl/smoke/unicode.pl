use v5.40;
use utf8;
use open qw(:std :encoding(UTF-8));

say 'żółw 🐢 日本語';
say length 'żółw 🐢';
