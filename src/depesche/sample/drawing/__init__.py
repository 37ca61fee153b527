"""The newsroom's illustrator: flat shapes, four inks, warm paper. Pictures are drawn, never found."""
