# Completion of gemeente-online for PowerShell.
Register-ArgumentCompleter -Native -CommandName gemeente-online -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $elements = $commandAst.CommandElements
    $before = @($elements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { "$_" } })
    # The last word travels apart: Windows PowerShell drops an argument that is empty.
    $env:_GEMEENTE_ONLINE_WORDS = 'powershell'
    $env:_GEMEENTE_ONLINE_LAST_WORD = "$wordToComplete"
    try {
        foreach ($line in @(& "$($elements[0].Value)" @before 2>$null)) {
            $value, $about = $line -split "`t", 2 | ForEach-Object { [uri]::UnescapeDataString($_) }
            if (-not $value) { continue } # a name of a file fits: PowerShell completes those
            if (-not $about) { $about = $value }
            # The value has the quotes that it needs.
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
        }
    } finally {
        Remove-Item Env:_GEMEENTE_ONLINE_WORDS
        Remove-Item Env:_GEMEENTE_ONLINE_LAST_WORD
    }
}
