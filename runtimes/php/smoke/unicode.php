<?php
echo "żółw 🐢 日本語\n", mb_strlen('żółw 🐢'), "\n";
